/** What the SDK promises of each type: who calls it, who implements it, and what may be added. */
@NullMarked
package dev.trestle.sdk.promise;

import org.jspecify.annotations.NullMarked;
