/** What other plugins may ask of parcels. */
@NullMarked
package com.example.parcels.api;

import org.jspecify.annotations.NullMarked;
