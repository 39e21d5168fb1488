/** A refused request, with what the server said about it. */
export class Problem extends Error {
    constructor(status, title, detail) {
        super(detail || title);
        this.status = status;
        this.title = title;
    }
}

/** Fetches JSON; throws a Problem for any answer that is no success, status 0 where the server was not reached. */
export async function getJson(path, options = {}) {
    let response;
    try {
        response = await fetch(path, {credentials: "same-origin", headers: {Accept: "application/json"}, ...options});
    } catch (cause) {
        throw new Problem(0, "The platform cannot be reached", "Is it running? `./pitchside status` says how it is.");
    }
    if (response.ok) {
        return response.status === 204 ? null : response.json();
    }
    let problem = {};
    try {
        problem = await response.json();
    } catch {
        // Something in between answered; its status has to do.
    }
    throw new Problem(response.status, problem.title || `The server answered ${response.status}`, problem.detail);
}

export const matchPath = (matchId, rest = "") => `/api/v1/matches/${encodeURIComponent(matchId)}${rest}`;
