// What whoever sits here has chosen. The key is kept for this tab only, and sent to this node only.

const stored = (storage, name) => ({
  get: () => storage.getItem(name) ?? "",
  set: value => value ? storage.setItem(name, value) : storage.removeItem(name),
});

export const participant = stored(sessionStorage, "participant");
export const accessKey = stored(sessionStorage, "accessKey");
export const theme = stored(localStorage, "theme");
