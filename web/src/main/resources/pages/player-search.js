/** The search of the page: `/` goes there, typing narrows the table, Enter takes the first who is left. */
export class PlayerSearch {
    constructor(field, table, choose) {
        this.field = field;
        this.table = table;
        field.addEventListener("input", () => table.filter(field.value));
        field.addEventListener("keydown", (event) => {
            if (event.key === "Enter") {
                const first = table.firstShown();
                if (first !== null) {
                    choose(first);
                }
                this.clear();
            } else if (event.key === "Escape") {
                event.stopPropagation();
                this.clear();
            }
        });
    }

    clear() {
        this.field.value = "";
        this.table.filter("");
        this.field.blur();
    }

    open() {
        this.field.focus();
        this.field.select();
    }
}
