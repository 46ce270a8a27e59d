/**
 * How records are written to and read from Kafka: Avro single-object encoding with a schema store
 * that ships with the code. Pure Java on Avro. Start reading at {@link
 * io.vitals.schemas.wire.RecordReader} and {@link io.vitals.schemas.wire.SourceDecoder}.
 */
package io.vitals.schemas.wire;
