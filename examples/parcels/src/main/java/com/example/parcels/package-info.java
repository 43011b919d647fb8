/** Which parcels a ticket waits for: one use of every extension point, for the documentation. */
@NullMarked
package com.example.parcels;

import org.jspecify.annotations.NullMarked;
