/**
 * What several commands have in common: the console they talk to, options, the way to a Kafka,
 * JSON, and how they fail.
 */
package io.vitals.local.cli.shared;
