package io.vitals.exporter;

/**
 * What published an account's row.
 *
 * @param model the model, {@code id@version}
 * @param codeVersion version of the code
 * @param dictionaryVersion version of the metric dictionary
 */
record PublishedBy(String model, String codeVersion, int dictionaryVersion) {}
