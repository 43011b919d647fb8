/** Faults that a desk in service must survive: killed, torn, damaged, full, doubled. */
@NullMarked
package dev.trestle.app.campaign;

import org.jspecify.annotations.NullMarked;
