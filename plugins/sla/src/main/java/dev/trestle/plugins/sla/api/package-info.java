/**
 * What other plugins may know of promises: the clocks of a ticket ({@link
 * dev.trestle.plugins.sla.api.SlaClocks}), and the events by which they hear when one gets at risk
 * or late ({@link dev.trestle.plugins.sla.api.SlaEvents}).
 */
@NullMarked
package dev.trestle.plugins.sla.api;

import org.jspecify.annotations.NullMarked;
