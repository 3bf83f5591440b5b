import type { PlaygroundPerson, PlaygroundScene } from './playground-config.ts';

/** What the windows need of a tenant file such as `contoso.json`. */
export interface DemoTenantFile {
  readonly tenant: PlaygroundScene['tenant'];
  readonly users: readonly PlaygroundPerson[];
}

/** One window to open. */
export interface DemoWindow extends PlaygroundScene {
  readonly port: number;
}

/** An admin and a purchaser, each with a window of their own. */
const WHO_TYPES = ['Adele Vance', 'Megan Bowen'];
/** With these in the chats, every role is met, and a second language. */
const CAST = [...WHO_TYPES, 'Alex Wilber', 'Lynne Robbins', 'Nestor Wilke', 'Johanna Lorenz'];

const DEMO_PORTS = [56150, 56151] as const;

/**
 * The windows of the demo: the admin's on the first port, the purchaser's on the second.
 * @throws when the file lacks one of the people in them
 */
export const demoWindows = (
  { tenant, users }: DemoTenantFile,
  ports: readonly [number, number] = DEMO_PORTS,
): DemoWindow[] => {
  const cast = CAST.map((name) => personNamed(users, name));
  return ports.map((port, index) => {
    const user = personNamed(cast, WHO_TYPES[index] ?? '');
    return { port, tenant, user, others: cast.filter((person) => person !== user) };
  });
};

const personNamed = (people: readonly PlaygroundPerson[], name: string): PlaygroundPerson => {
  const person = people.find(({ displayName }) => displayName === name);
  if (!person) throw new Error(`The demo tenant has nobody named ${name}`);
  return person;
};
