const real = Date.now;

/** Sets this process's clock so many milliseconds ahead of what it is; 0 sets it right. The monotonic one goes on. */
export const moveClock = (by: number): void => {
  Date.now = by === 0 ? real : () => real() + by;
};
