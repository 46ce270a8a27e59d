/**
 * Reads our own YAML files so that every mistake in a file is reported at once, each with its path
 * and what to do. May use the YAML parser and nothing else. Start reading at {@link
 * io.vitals.schemas.yaml.YamlSection}.
 */
package io.vitals.schemas.yaml;
