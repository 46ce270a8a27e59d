/**
 * What the commands show on a terminal: immutable views, panels that render them to at most 80
 * columns, and screens that put panels in place or write them as plain lines. May use the contracts
 * and the domain; no Flink, no Kafka. Start reading at {@link io.vitals.local.terminal.Screen}.
 */
package io.vitals.local.terminal;
