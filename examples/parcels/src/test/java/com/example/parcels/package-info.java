/** Tests of the example, on a whole desk in memory. */
package com.example.parcels;
