/**
 * What people promised to customers, the next word each customer is owed, and work that was handed
 * on: kept as records beside the tickets, judged at true times, and told before it is late. Begin
 * with {@code Promise}, what is promised; {@code Standing}, how a ticket stands; and {@code
 * Keeper}, which carries a standing from one instant to the next.
 */
@NullMarked
package dev.trestle.plugins.commitments;

import org.jspecify.annotations.NullMarked;
