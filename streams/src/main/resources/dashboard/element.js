// Elements of the page. Names of orders and participants come from anybody: they reach the page as text only.

const SVG = "http://www.w3.org/2000/svg";

/** A new element with these properties and children. */
export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/** The same of SVG, with attributes. */
export function svg(name, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children);
  return made;
}

/** Sets a text where it changed, so that a quiet screen stays quiet. */
export function text(place, content) {
  if (place.textContent !== content) place.textContent = content;
}

/** Where a panel has nothing to show it says so in words. */
export function say(panel, sentence) {
  const empty = panel.querySelector(".empty");
  text(empty, sentence ?? "");
  empty.hidden = !sentence;
  for (const content of panel.querySelectorAll(".content")) content.hidden = Boolean(sentence);
}
