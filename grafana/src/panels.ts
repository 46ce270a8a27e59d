// Panels as every board has them: what a number means and its unit come from the dictionary, "last" is the last there is.
import * as bargauge from '@grafana/grafana-foundation-sdk/bargauge';
import * as barchart from '@grafana/grafana-foundation-sdk/barchart';
import * as common from '@grafana/grafana-foundation-sdk/common';
import * as dashboard from '@grafana/grafana-foundation-sdk/dashboard';
import * as prometheus from '@grafana/grafana-foundation-sdk/prometheus';
import * as stat from '@grafana/grafana-foundation-sdk/stat';
import * as statetimeline from '@grafana/grafana-foundation-sdk/statetimeline';
import * as table from '@grafana/grafana-foundation-sdk/table';
import * as timeseries from '@grafana/grafana-foundation-sdk/timeseries';

import { Band, colours } from './bands';
import { checked, inputs, metric, unitOf } from './dictionary';

/** The mark of a panel that shows nothing as long as nothing is wrong. Tests look for it. */
const QUIET = 'Empty when all is well.';

export const DATA_SOURCE = { type: 'prometheus', uid: 'prometheus' };

/** What a panel is about. */
export interface About {
  title: string;
  /** The metric whose definition and unit are the panel's. */
  metric?: string;
  /** What the dictionary cannot know of this view. */
  says?: string;
  unit?: string;
  /** Shows nothing as long as nothing is wrong. */
  quiet?: boolean;
  noValue?: string;
}

export interface Query {
  expr: string;
  legend?: string;
}

export type Panel =
  | stat.PanelBuilder
  | table.PanelBuilder
  | timeseries.PanelBuilder
  | barchart.PanelBuilder
  | bargauge.PanelBuilder
  | statetimeline.PanelBuilder;

export type Property = dashboard.DynamicConfigValue;

const refId = (index: number) => String.fromCharCode('A'.charCodeAt(0) + index);

function target({ expr, legend }: Query, index: number, kind: 'instant' | 'range' | 'table') {
  const query = new prometheus.DataqueryBuilder()
    .datasource(DATA_SOURCE)
    .refId(refId(index))
    .expr(checked(expr))
    .legendFormat(legend ?? '__auto');
  if (kind === 'range') return query.range();
  return query
    .instant()
    .format(kind === 'table' ? prometheus.PromQueryFormat.Table : prometheus.PromQueryFormat.TimeSeries);
}

function begin<T extends Panel>(panel: T, about: About, queries: Query[], kind: 'instant' | 'range' | 'table'): T {
  const definition = about.metric === undefined ? undefined : metric(about.metric).definition;
  const description = [about.says, definition, about.quiet ? QUIET : undefined].filter(Boolean).join(' ');
  const unit = about.unit ?? (about.metric === undefined ? undefined : unitOf(about.metric));
  if (description === '' || unit === undefined) throw new Error(`${about.title} needs a description and a unit`);
  panel
    .title(about.title)
    .description(description)
    .datasource(DATA_SOURCE)
    .unit(unit)
    .noValue(about.noValue ?? (about.quiet ? 'none' : 'unknown'));
  queries.forEach((query, index) => panel.withTarget(target(query, index, kind)));
  return panel;
}

const last = () => new common.ReduceDataOptionsBuilder().calcs(['last']).values(false);

/** Thresholds: the first colour holds below the first value. */
export const steps = (first: string, ...rest: [number, string][]) =>
  new dashboard.ThresholdsConfigBuilder()
    .mode(dashboard.ThresholdsMode.Absolute)
    .steps([{ value: null, color: first }, ...rest.map(([value, color]) => ({ value, color }))]);

export const colour = (fixedColor: string): Property => ({ id: 'color', value: { mode: 'fixed', fixedColor } });

const byThresholds = () => new dashboard.FieldColorBuilder().mode(dashboard.FieldColorModeId.Thresholds);

/** One large figure, or several side by side; of now, so a series that ended is unknown and not its last value. */
export function figure(about: About, queries: Query[]): stat.PanelBuilder {
  return begin(new stat.PanelBuilder(), about, queries, 'instant')
    .reduceOptions(last())
    .graphMode(common.BigValueGraphMode.None)
    .colorMode(common.BigValueColorMode.Value)
    .justifyMode(common.BigValueJustifyMode.Center)
    .textMode(queries.length > 1 ? common.BigValueTextMode.ValueAndName : common.BigValueTextMode.Value)
    .colorScheme(byThresholds())
    .thresholds(steps(colours.plain));
}

/** One figure for each band or state, in its colour. */
export function figures(about: About, states: Band[], of: (key: string) => string): stat.PanelBuilder {
  const panel = figure(
    about,
    states.map((state) => ({ expr: of(state.key), legend: state.title })),
  )
    .colorMode(common.BigValueColorMode.BackgroundSolid)
    .orientation(common.VizOrientation.Vertical)
    .text(new common.VizTextDisplayOptionsBuilder().titleSize(15).valueSize(26));
  states.forEach((state) => panel.overrideByName(state.title, [colour(state.colour)]));
  return panel;
}

const legend = (placement: common.LegendPlacement) =>
  new common.VizLegendOptionsBuilder().displayMode(common.LegendDisplayMode.List).placement(placement).showLegend(true);

const tooltip = () =>
  new common.VizTooltipOptionsBuilder().mode(common.TooltipDisplayMode.Multi).sort(common.SortOrder.Descending);

/** Lines over time. A gap is a gap. */
export function lines(about: About, queries: Query[]): timeseries.PanelBuilder {
  return begin(new timeseries.PanelBuilder(), about, queries, 'range')
    .lineWidth(2)
    .fillOpacity(8)
    .showPoints(common.VisibilityMode.Never)
    .spanNulls(false)
    .axisSoftMin(0)
    .legend(legend(common.LegendPlacement.Bottom))
    .tooltip(tooltip());
}

/** Bands or states over time, one upon the other. */
export function stacked(about: About, states: Band[], of: (key: string) => string): timeseries.PanelBuilder {
  const panel = lines(
    about,
    states.map((state) => ({ expr: of(state.key), legend: state.title })),
  )
    .fillOpacity(70)
    .lineWidth(0)
    .stacking(new common.StackingConfigBuilder().mode(common.StackingMode.Normal).group('A'));
  states.forEach((state) => panel.overrideByName(state.title, [colour(state.colour)]));
  return panel;
}

/** Bars of now, one for each series, the longest first if the query sorts. */
export function bars(about: About, queries: Query[]): bargauge.PanelBuilder {
  return begin(new bargauge.PanelBuilder(), about, queries, 'instant')
    .text(new common.VizTextDisplayOptionsBuilder().titleSize(12).valueSize(14))
    .reduceOptions(last())
    .orientation(common.VizOrientation.Horizontal)
    .displayMode(common.BarGaugeDisplayMode.Gradient)
    .valueMode(common.BarGaugeValueMode.Text)
    .namePlacement(common.BarGaugeNamePlacement.Left)
    .showUnfilled(false)
    .min(0)
    .colorScheme(byThresholds())
    .thresholds(steps(colours.plain));
}

/** Series named by labels in snake_case, read aloud. */
export function aloud<T extends Panel>(panel: T): T {
  panel.withTransformation({ id: 'renameByRegex', options: { regex: '/_/g', renamePattern: ' ' } });
  return panel;
}

/** Series named by inputs of the score, by their titles. */
export function titled<T extends Panel>(panel: T): T {
  inputs.forEach((input) => panel.overrideByName(input.name, [{ id: 'displayName', value: input.title }]));
  return panel;
}

/** Stacked bars of now: one for each value of a label, a layer for each band or state. */
export function layers(
  about: About,
  label: string,
  states: Band[],
  of: (key: string) => string,
): barchart.PanelBuilder {
  const panel = begin(
    new barchart.PanelBuilder(),
    about,
    states.map((state) => ({ expr: of(state.key) })),
    'table',
  );
  join(
    panel,
    label,
    states.map((state) => state.title),
    [],
  );
  panel
    .xField(label)
    .stacking(common.StackingMode.Normal)
    .showValue(common.VisibilityMode.Never)
    .groupWidth(0.8)
    .barWidth(0.8)
    .fillOpacity(90)
    .lineWidth(0)
    .legend(legend(common.LegendPlacement.Bottom))
    .tooltip(tooltip());
  states.forEach((state) => panel.overrideByName(state.title, [colour(state.colour)]));
  return panel;
}

/** States over time, a row for each series. */
export function timeline(about: About, queries: Query[], mapping: dashboard.ValueMapping): statetimeline.PanelBuilder {
  return begin(new statetimeline.PanelBuilder(), about, queries, 'range')
    .mappings([mapping])
    .colorScheme(byThresholds())
    .thresholds(steps(colours.unknown))
    .mergeValues(true)
    .showValue(common.VisibilityMode.Auto)
    .rowHeight(0.8)
    .fillOpacity(85)
    .lineWidth(0)
    .legend(
      new common.VizLegendOptionsBuilder()
        .showLegend(false)
        .displayMode(common.LegendDisplayMode.Hidden)
        .placement(common.LegendPlacement.Bottom),
    )
    .tooltip(tooltip());
}

/** A column of a table: a value of its own query, or a label of one. */
export interface Column {
  title: string;
  /** The label of the query; else its value. */
  label?: string;
  /** What the column needs beside what the columns before it have. */
  expr?: string;
  unit?: string;
  width?: number;
  properties?: Property[];
  hidden?: boolean;
}

/** A table with a row for each value of a label and a column for each of what is asked of it. */
export function rows(
  about: About,
  key: string,
  columns: Column[],
  sortBy?: string | string[],
  ascending = false,
): table.PanelBuilder {
  const queries = columns
    .filter((column) => column.expr !== undefined)
    .map((column) => ({ expr: column.expr as string }));
  const panel = begin(new table.PanelBuilder(), { unit: 'short', ...about }, queries, 'table');
  let query = -1;
  const fields = columns.map((column) => {
    if (column.expr !== undefined) query++;
    return column.label ?? (queries.length === 1 ? 'Value' : `Value #${refId(query)}`);
  });
  join(
    panel,
    key,
    [],
    columns.map((column, index) => [fields[index], column.title]),
  );
  columns.forEach((column) => panel.overrideByName(column.title, properties(column)));
  panel.cellHeight(common.TableCellHeight.Sm);
  if (sortBy !== undefined) {
    panel.sortBy(
      [sortBy].flat().map((column) => new common.TableSortByFieldStateBuilder().displayName(column).desc(!ascending)),
    );
  }
  return panel;
}

function properties(column: Column): Property[] {
  // A figure that is missing is unknown; a word that is missing does not apply.
  const all: Property[] = [{ id: 'noValue', value: column.label === undefined ? 'unknown' : ' ' }];
  if (column.unit !== undefined) all.push({ id: 'unit', value: column.unit });
  if (column.width !== undefined) all.push({ id: 'custom.width', value: column.width });
  if (column.hidden) {
    all.push(
      { id: 'custom.hidden', value: true },
      { id: 'custom.hideFrom', value: { viz: true, legend: false, tooltip: false } },
    );
  }
  return all.concat(column.properties ?? []);
}

/** Joins what the queries of a panel gave by a label, and names and orders the columns. */
function join(panel: Panel, key: string, values: string[], columns: [string, string][]): void {
  const wanted: [string, string][] =
    columns.length > 0
      ? columns
      : [[key, key], ...values.map((title, index): [string, string] => [`Value #${refId(index)}`, title])];
  panel
    .withTransformation({ id: 'joinByField', options: { byField: key, mode: 'outer' } })
    .withTransformation({ id: 'filterFieldsByName', options: { include: { names: wanted.map(([field]) => field) } } })
    .withTransformation({
      id: 'organize',
      options: {
        indexByName: Object.fromEntries(wanted.map(([field], index) => [field, index])),
        renameByName: Object.fromEntries(wanted.filter(([field, title]) => field !== title)),
      },
    });
}

/** A cell on the colour of its state. */
export const onColour: Property = { id: 'custom.cellOptions', value: { type: 'color-background', mode: 'basic' } };

export const mapped = (...mappings: dashboard.ValueMapping[]): Property => ({ id: 'mappings', value: mappings });

export const left: Property = { id: 'custom.align', value: 'left' };
