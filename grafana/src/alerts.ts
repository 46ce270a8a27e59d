// Columns of tables of open alerts.
import { gravity, severityPlaces, words } from './bands';
import { toAccount } from './frame';
import { Column, left, mapped, onColour } from './panels';

const SINCE = 'vitals_alert_since_timestamp_seconds';

/** Open alerts that a selector names: how grave, what, on whom, since when and with how much ARR. */
export function alertColumns(selector: string): Column[] {
  const told = (more = '') => `${SINCE}{${more}${selector}}`;
  const ofAccounts = `label_replace(${told('scope="account", ')}, "account_id", "$1", "subject", "(.+)")`;
  // One without series of its own, or without a name, goes by its id.
  const known = 'max by (account_id, name) (vitals_account_info{name!=""})';
  const onAccounts =
    `${ofAccounts} * on (account_id) group_left (name) ${known} or ` +
    `label_replace(${ofAccounts} unless on (account_id) ${known}, "name", "$1", "account_id", "(.+)")`;
  const onOthers = `label_replace(${told('scope!="account", ')}, "other", "$1", "subject", "(.*)")`;
  return [
    {
      title: 'Severity',
      expr: `max by (episode) (${gravity((severity) => told(`severity="${severity}", `))})`,
      width: 92,
      properties: [mapped(severityPlaces), onColour, left],
    },
    {
      title: 'Alert',
      label: 'kind',
      expr: `1000 * max by (episode, kind, phase, team, account_id, name, other) (${onAccounts} or ${onOthers})`,
      properties: [mapped(...words), left],
    },
    { title: 'Account', label: 'name', properties: [left, toAccount] },
    { title: 'Or else', label: 'other', width: 102, properties: [left] },
    { title: 'account_id', label: 'account_id', hidden: true },
    { title: 'State', label: 'phase', width: 116 },
    { title: 'Team', label: 'team', width: 78 },
    { title: 'Since', unit: 'time:MM-DD HH:mm', width: 104 },
    { title: 'ARR', expr: `max by (episode) (vitals_alert_arr_currency_units) and on (episode) ${told()}`, width: 72 },
  ];
}
