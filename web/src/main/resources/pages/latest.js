/**
 * Asks the server about what changes faster than it can answer: one question at a time, the newest one next, at most one
 * per `everyMs`. An answer that comes after {@link drop} or to a question that no longer counts is thrown away, so what is
 * shown never goes back.
 */
export class Latest {
    /** `load(question)` gives a promise; `take(answer, question)` and `fail(problem, question)` get what became of it. */
    constructor({load, take, fail = () => {}, everyMs = 1_000}) {
        this.load = load;
        this.take = take;
        this.fail = fail;
        this.everyMs = everyMs;
        this.generation = 0;
        this.running = false;
        this.waiting = null;
        this.timer = null;
        this.begunAt = -Infinity;
    }

    /** Asks, at the soonest after `settleMs`: whoever drags asks again before that. */
    ask(question, settleMs = 0) {
        this.waiting = {question};
        clearTimeout(this.timer);
        const waitMs = Math.max(settleMs, this.begunAt + this.everyMs - performance.now(), 0);
        this.timer = setTimeout(() => this.begin(), waitMs);
    }

    /** Forgets what waits and what is on its way. */
    drop() {
        clearTimeout(this.timer);
        this.waiting = null;
        this.running = false;
        this.begunAt = -Infinity;
        this.generation++;
    }

    async begin() {
        if (this.running || this.waiting === null) {
            return;
        }
        const {question} = this.waiting;
        const {generation} = this;
        this.waiting = null;
        this.running = true;
        this.begunAt = performance.now();
        try {
            const answer = await this.load(question);
            if (generation === this.generation) {
                this.take(answer, question);
            }
        } catch (problem) {
            if (generation === this.generation) {
                this.fail(problem, question);
            }
        }
        if (generation === this.generation) {
            this.running = false;
            if (this.waiting !== null) {
                this.ask(this.waiting.question);
            }
        }
    }
}
