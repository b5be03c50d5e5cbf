/**
 * In JupyterLab: *Hand in* and *Validate* in each assignment's toolbar, a menu *Course*, and a word on
 * why a locked cell stays. What comes from Lab has no types here: its packages are Lab's own, taken when it runs.
 */
import { ask, listAddress } from "./ask.js";
import { answer } from "./unsaved.js";
import { checkLines, listOf, receiptLines, told } from "./words.js";

// Where Lab's own D, D works, and a little more exact, so that ours comes first.
const IN_NOTEBOOK = ".jp-Notebook.jp-mod-commandMode.jp-Notebook:not(.jp-mod-readWrite) :focus:not(:read-write)";
const NARROW = 768; // pixels
const WHY = "This cell is locked: the tasks and the checks stay, so that your answers can be graded. You may delete cells that you added.";

/**
 * On a telephone the files would leave an open notebook a strip. Lab shows them by itself, before the
 * notebook or after it: they go until somebody touches the page.
 * @param {any} app @param {any} notebooks
 */
function giveRoom(app, notebooks) {
  const away = () => notebooks.size && app.shell.collapseLeft();
  const shown = (/** @type {any} */ _, /** @type {any} */ { id, result }) => id === "filebrowser:activate" && result.then(away);
  app.commands.commandExecuted.connect(shown);
  addEventListener("pointerdown", () => app.commands.commandExecuted.disconnect(shown), { once: true, capture: true });
  notebooks.widgetAdded.connect((/** @type {any} */ _, /** @type {any} */ panel) => panel.context.ready.then(away));
  app.restored.then(away);
}

/** @param {string} path @returns {string} the assignment whose notebook that is; "" if it is none */
const assignmentOf = (path) => /^([\w-][\w.-]*)\/[^/]+\.ipynb$/.exec(path)?.[1] ?? "";

/**
 * @param {(name: string) => Promise<any>} lab gives one of Lab's packages
 * @returns {Promise<object>} a plugin of Lab's
 */
export async function plugin(lab) {
  const names = ["@jupyterlab/apputils", "@jupyterlab/mainmenu", "@jupyterlab/notebook", "@lumino/widgets"];
  const [{ Dialog, Notification, ToolbarButton, showDialog }, { IMainMenu }, { INotebookTracker }, { Menu, Widget }] =
    await Promise.all(names.map(lab));

  /** @param {string} title @param {HTMLElement} node @param {any[]} buttons @returns {Promise<boolean>} */
  const asked = async (title, node, buttons) => (await showDialog({ title, body: new Widget({ node }), buttons })).button.accept;
  const close = [Dialog.okButton({ label: "Close" })];

  /** @param {any} panel */
  async function handIn(panel) {
    const name = assignmentOf(panel.context.path);
    await panel.context.save();
    const draft = await ask(`draft/${name}`, "POST");
    const buttons = [Dialog.cancelButton({ label: "Not now" }), Dialog.okButton({ label: "Hand in" })];
    if (!(await asked(`Hand in ${name}?`, listOf(told(draft)), buttons))) return;
    const receipt = await ask(`hand-in/${name}`, "POST");
    await asked(`${name} is handed in`, listOf(receiptLines(receipt).map((text) => ({ text }))), close);
  }

  /** @param {any} panel */
  async function restore(panel) {
    const name = assignmentOf(panel.context.path);
    const what = "Your answers, and cells that you added, are put into the notebook as it is handed out now. What is there now is kept beside it.";
    const buttons = [Dialog.cancelButton({ label: "Not now" }), Dialog.okButton({ label: "Restore" })];
    if (!(await asked(`Restore the checks of ${name}?`, listOf([{ text: what }]), buttons))) return;
    await panel.context.save();
    const { kept } = await ask(`restore/${name}`, "POST");
    await panel.context.revert();
    await asked("The checks are as they were handed out", listOf([{ text: `Kept as it was: ${kept.join(", ")}.` }]), close);
  }

  /** @param {any} panel */
  async function validate(panel) {
    const path = panel.context.path.split("/").map(encodeURIComponent).join("/");
    await panel.context.save();
    const running = Notification.emit("The notebook is run from a fresh start …", "in-progress", { autoClose: false });
    const { checks } = await ask(`validate/${path}`, "POST").finally(() => Notification.dismiss(running));
    await asked("Run from a fresh start", listOf(checkLines(checks)), close);
  }

  /** @param {(panel: any) => Promise<void>} does @param {any} panel */
  async function attempt(does, panel) {
    try {
      await does(panel);
    } catch (error) {
      await asked("That did not work", listOf([{ text: /** @type {Error} */ (error).message, bad: true }]), close);
    }
  }

  return {
    id: "course:plugin",
    autoStart: true,
    requires: [IMainMenu, INotebookTracker],
    /** @param {any} app @param {any} mainMenu @param {any} notebooks */
    activate(app, mainMenu, notebooks) {
      const { commands } = app;
      const here = () => {
        const panel = notebooks.currentWidget;
        return panel && panel === app.shell.currentWidget && assignmentOf(panel.context.path) ? panel : null;
      };
      commands.addCommand("course:list", { label: "Your Assignments", execute: () => void location.assign(listAddress) });
      for (const [id, label, does] of /** @type {const} */ ([
        ["course:hand-in", "Hand In…", handIn],
        ["course:validate", "Validate", validate],
        ["course:restore", "Restore the Checks…", restore],
      ]))
        commands.addCommand(id, { label, isEnabled: () => here() !== null, execute: () => attempt(does, here()) });
      if (window.innerWidth < NARROW) giveRoom(app, notebooks);
      const menu = new Menu({ commands });
      menu.title.label = "Course";
      for (const command of ["course:list", "course:validate", "course:hand-in", "course:restore"]) menu.addItem({ command });
      mainMenu.addMenu(menu, true, { rank: 900 });

      app.docRegistry.addWidgetExtension("Notebook", {
        /** @param {any} panel */
        createNew(panel) {
          if (!assignmentOf(panel.context.path)) return;
          /** @param {string} label @param {string} tooltip @param {(panel: any) => Promise<void>} does */
          const button = (label, tooltip, does) => new ToolbarButton({ label, tooltip, onClick: () => attempt(does, panel) });
          const hands = button("Hand in", "Says what is open or late, and asks once", handIn);
          const validates = button("Validate", "Runs the whole notebook from a fresh start, and says what the checks say", validate);
          panel.toolbar.insertAfter("cellType", "course-validate", validates);
          panel.toolbar.insertAfter("course-validate", "course-hand-in", hands);
          return { dispose: () => [validates, hands].forEach((each) => each.dispose()), isDisposed: false };
        },
      });

      // Of a locked cell Lab's command is switched off, and says nothing.
      const isLocked = () => notebooks.activeCell?.model.getMetadata("deletable") === false;
      const sayWhy = () => Notification.info(WHY, { autoClose: 8000 });
      commands.addCommand("course:delete", {
        label: "Delete Cells",
        execute: () => (isLocked() ? void sayWhy() : commands.execute("notebook:delete-cell")),
      });
      commands.addKeyBinding({ command: "course:delete", keys: ["D", "D"], selector: IN_NOTEBOOK });
      commands.commandExecuted.connect((/** @type {any} */ _, /** @type {any} */ { id }) => {
        if (id === "notebook:cut-cell" && isLocked()) sayWhy();
      });

      /** @param {string} name */
      const unsaved = (name) => {
        /** @type {any[]} */
        const found = [];
        notebooks.forEach((/** @type {any} */ panel) => {
          if (assignmentOf(panel.context.path) === name && panel.context.model.dirty) found.push(panel);
        });
        return found;
      };
      answer(
        (name) => unsaved(name).map((panel) => panel.context.path),
        async (name) => void (await Promise.all(unsaved(name).map((panel) => panel.context.save()))),
      );
    },
  };
}
