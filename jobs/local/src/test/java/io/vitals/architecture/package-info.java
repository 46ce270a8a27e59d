/**
 * What the code must be, as far as a test can see: which module may use which, and what nobody may
 * do. Here because this module has all others on its classpath. Start reading at {@link
 * io.vitals.architecture.ArchitectureTest} for compiled classes and {@link
 * io.vitals.architecture.SourceTreeTest} for the text of the sources.
 */
package io.vitals.architecture;
