/**
 * The rules of the clocks, by themselves: {@link dev.trestle.plugins.sla.clock.Clocks} turns a
 * ticket's course, the policies and the calendars into clocks. Pure, exact in milliseconds, and
 * without memory: the same course gives the same clocks. The rules stand in docs/plugins/sla.md.
 */
@NullMarked
package dev.trestle.plugins.sla.clock;

import org.jspecify.annotations.NullMarked;
