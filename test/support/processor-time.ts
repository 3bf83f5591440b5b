/** How long an act keeps the processor busy, in milliseconds: what else the machine does meanwhile does not count. */
export const processorTime = (act: () => void): number => {
  const before = process.cpuUsage();
  act();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
};
