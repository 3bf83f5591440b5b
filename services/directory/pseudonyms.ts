const PSEUDONYM = /^erased-[0-9a-f]{8}$/;

/** Whether an id stands for somebody whose data was erased. */
export const isPseudonym = (id: string): boolean => PSEUDONYM.test(id);
