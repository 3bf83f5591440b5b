/** A package of which nothing is used: whatever is asked of it is a class, which may be extended, and fails when it is made. */
module.exports = (name) =>
  new Proxy(
    {},
    {
      get: (_, member) =>
        class {
          constructor() {
            throw new Error(`${String(member)} of ${name} is left out of the installation (docs/third-party.md)`);
          }
        },
    },
  );
