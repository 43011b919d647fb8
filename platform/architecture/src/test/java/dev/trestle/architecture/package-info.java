/**
 * The rules of the house: which floor may see which, which library is named where, and what no
 * floor under the roof may do. Each rule has a fixture house that breaks it, so that a rule that
 * stopped working is noticed.
 */
@NullMarked
package dev.trestle.architecture;

import org.jspecify.annotations.NullMarked;
