/**
 * What was promised for tickets, and how it stands: {@link dev.trestle.plugins.sla.SlaPlugin} says
 * what there is, {@link dev.trestle.plugins.sla.SlaCompanion} keeps courses in step with tickets,
 * {@link dev.trestle.plugins.sla.ClockTimer} tells what has come due. The rules of the clocks are
 * the package {@code clock}.
 */
@NullMarked
package dev.trestle.plugins.sla;

import org.jspecify.annotations.NullMarked;
