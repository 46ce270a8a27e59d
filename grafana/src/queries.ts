// PromQL that more than one board says.
import { inputs } from './dictionary';

const chosen = (more = '') =>
  `vitals_account_info{${more}segment=~"$segment", region=~"$region", tier=~"$tier", owner_id=~"$owner"}`;

/** The accounts that the variables choose. */
export const CHOSEN = chosen();

/** The newest instant that the figures tell of. In a simulation it is not the time on the wall. */
export const NOW = 'scalar(max(vitals_health_stream_time_seconds))';

const ATTRIBUTES = 'account_id, name, segment, tier, region, owner_id';

/** One series for each account whatever the number of exporters. */
export const each = (selector: string) => `max by (account_id) (${selector})`;

/** Chosen accounts with their attributes; one whose name is switched off goes by its id. */
export const named = (accounts: string) =>
  `max by (${ATTRIBUTES}) (${chosen('name!="", ')} or ` +
  `label_replace(${chosen('name="", ')}, "name", "$1", "account_id", "(.+)")) and on (account_id) (${accounts})`;

/** What the expression says of chosen accounts only. */
export const ofChosen = (expression: string) => `${expression} and on (account_id) ${CHOSEN}`;

/**
 * The mask of the boards: what is computed from inputs falls away where their source is not fresh, so that an old figure
 * is never read as today's. Bands need none: what is held is counted as held.
 */
export const whenFresh = (expression: string, input: string) =>
  `${expression} unless on (account_id) vitals_account_health_input_state_info{input=~"${input}", status="stale"}`;

/** A series with one more label. */
export const labelled = (expression: string, label: string, value: string) =>
  `label_replace(${expression}, "${label}", "${value}", "", "")`;

/** Inputs whose name begins so, as a regular expression. */
export const inputsOf = (component: string) => {
  if (!inputs.some((input) => input.name.startsWith(component))) throw new Error(`no input ${component}`);
  return `${component}.+`;
};
