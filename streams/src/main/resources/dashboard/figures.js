// Numbers as they are shown. REST sends them exact, as text; here they are only looked at.

const NONE = "–";
const formats = new Map();

/** With so many decimals, a dash where there is no number. */
export function figure(value, decimals = 0) {
  const number = value === null || value === undefined || value === "" ? NaN : Number(value);
  if (!Number.isFinite(number)) return NONE;
  if (!formats.has(decimals)) {
    formats.set(decimals, new Intl.NumberFormat("en", { minimumFractionDigits: decimals, maximumFractionDigits: decimals }));
  }
  return formats.get(decimals).format(number);
}

const short = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 3 });

/** Short enough for an axis. */
export const compact = value => Number.isFinite(value) ? short.format(value) : NONE;

/** Tokens in millions. */
export const millions = tokens => tokens / 1e6;

export const megatokens = (tokens, decimals = 2) => figure(tokens === null ? null : millions(tokens), decimals);

/** A part of a whole in per cent; a dash of nothing. */
export const percent = (part, whole) => Number(whole) > 0 ? figure(100 * part / whole, 0) + " %" : NONE;

/** Decimals that prices of this step need, two at least. */
export const decimalsOf = step => Math.max(2, (String(step).split(".")[1] ?? "").replace(/0+$/, "").length);

/** The time of day of a time, UTC. */
export const clock = time => new Date(time).toISOString().slice(11, 19);
