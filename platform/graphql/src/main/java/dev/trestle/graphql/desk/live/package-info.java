/**
 * The subscriptions: commits pulled from the desk's feed, and told as far as the viewer may know.
 */
@NullMarked
package dev.trestle.graphql.desk.live;

import org.jspecify.annotations.NullMarked;
