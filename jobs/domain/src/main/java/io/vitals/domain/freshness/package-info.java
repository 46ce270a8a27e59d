/**
 * How fresh the data of each source is, and what is declared of the sources. Pure rules: time and
 * text are arguments. Start reading at {@link io.vitals.domain.freshness.SourceDeclaration}.
 */
package io.vitals.domain.freshness;
