import {element, sentence, statePage, write} from "./dom.js";

const RETRY_MS = 3_000;

const byId = (id) => document.getElementById(id);

/** A page instead of the match: there is none, or this person may not see it. */
export function refuse(problem, matchId) {
    const root = byId("match");
    const back = element("p", {}, element("a", {class: "button", href: "/live", text: "All matches"}));
    const again = sentence("Sign in again: type `./pitchside sign-in` where the platform runs, and open the link it prints.");
    const pages = {
        401: () => statePage("You are signed out", again),
        403: () => statePage("Your role may not see this", element("p", {text: problem.message}), back),
        404: () => statePage("There is no such match", element("p", {text: `Nobody has sent anything for “${matchId}” yet.`}), back),
    };
    root.dataset.state = "refused";
    root.replaceChildren((pages[problem.status] ?? (() => statePage(problem.title, sentence(problem.message), back)))());
}

/** What happened before there was anything to show: the server is away, failed, or said no. */
export function refuseOrRetry(problem, matchId) {
    if (problem.status === 0) {
        write(document.querySelector(".connection-text"), "connection lost, trying again");
        byId("connection").dataset.state = "lost";
        setTimeout(() => location.reload(), RETRY_MS);
    } else if (problem.status >= 500) {
        refuse({status: 500, title: "The platform cannot show this match now", message: problem.message}, matchId);
        byId("match").firstChild.append(sentence(`Trying again every ${RETRY_MS / 1000} s. \`./pitchside status\` says how it is.`));
        setTimeout(() => location.reload(), RETRY_MS);
    } else if (problem.status) {
        refuse(problem, matchId);
    } else {
        throw problem;
    }
}
