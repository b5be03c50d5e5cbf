// What JupyterLab loads of an extension: by hand, so that nothing has to be built.
// Lab's own packages come through `init`; what they are used for stands in lab.js, which the
// student's server sends.
(() => {
  const here = document.currentScript.src; // …/user/NAME/lab/extensions/course/static/remoteEntry.js
  let shared;
  const lab = async (name) => {
    const versions = Object.values(shared[name]);
    return (await (versions.find((each) => each.loaded) ?? versions[0]).get())();
  };
  window._JUPYTERLAB ??= {};
  window._JUPYTERLAB.course = {
    init: (scope) => void (shared = scope),
    get: async () => {
      const { plugin } = await import(new URL("../../../../course/static/lab.js", here).href);
      const made = await plugin(lab);
      return () => ({ __esModule: true, default: made });
    },
  };
})();
