/**
 * What every door of the HTTP floor shares: one request with its trace id, who makes it and how
 * often it may, and refusals as coded JSON.
 */
@NullMarked
package dev.trestle.http.exchange;

import org.jspecify.annotations.NullMarked;
