// Runs before the first paint, so it is no module: chooses light or dark.
(() => {
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const apply = () => {
        let chosen = null;
        try {
            chosen = localStorage.getItem("pitchside-theme");
        } catch {
            // A browser that keeps nothing follows the system.
        }
        const theme = chosen === "dark" || chosen === "light" ? chosen : dark.matches ? "dark" : "light";
        document.documentElement.dataset.theme = theme;
        dispatchEvent(new Event("pitchside-theme"));
    };
    dark.addEventListener("change", apply);
    addEventListener("pitchside-theme-chosen", apply);
    apply();
})();
