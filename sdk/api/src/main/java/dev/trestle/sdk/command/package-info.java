/** Changing the desk: drafts that become one commit, mutations, guards and wishes. */
@NullMarked
package dev.trestle.sdk.command;

import org.jspecify.annotations.NullMarked;
