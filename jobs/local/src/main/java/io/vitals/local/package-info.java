/** The embedded stack and the command line. Start reading at {@link io.vitals.local.Main}. */
package io.vitals.local;
