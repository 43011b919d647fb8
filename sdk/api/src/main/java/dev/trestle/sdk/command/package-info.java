/** Changing the desk: drafts that become one commit, mutations, guards, companions and wishes. */
@NullMarked
package dev.trestle.sdk.command;

import org.jspecify.annotations.NullMarked;
