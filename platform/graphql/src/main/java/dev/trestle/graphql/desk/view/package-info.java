/**
 * What the types of the schema are behind the scenes: a record of one snapshot together with the
 * {@link dev.trestle.graphql.desk.view.Scope} it is read in. Views resolve relations from that
 * snapshot and hide what the viewer may not see, so a field never has to ask again.
 */
@NullMarked
package dev.trestle.graphql.desk.view;

import org.jspecify.annotations.NullMarked;
