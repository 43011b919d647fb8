/** What an administrator sets for a plugin, secrets included. */
@NullMarked
package dev.trestle.sdk.settings;

import org.jspecify.annotations.NullMarked;
