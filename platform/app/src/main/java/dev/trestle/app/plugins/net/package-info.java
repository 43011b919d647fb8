/**
 * The way outside for plugins: names resolved once, addresses judged before anything is sent to
 * them, requests bounded in time and size.
 */
@NullMarked
package dev.trestle.app.plugins.net;

import org.jspecify.annotations.NullMarked;
