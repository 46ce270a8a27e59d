/**
 * How records are written to and read from topics: Avro single-object encoding with a schema store
 * that ships with the code. Pure Java on Avro and the topic catalogue. Start reading at {@link
 * io.vitals.schemas.wire.RecordReader} (what we wrote) and {@link
 * io.vitals.schemas.wire.SourceDecoder} (what others wrote).
 */
package io.vitals.schemas.wire;
