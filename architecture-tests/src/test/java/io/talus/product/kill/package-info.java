/** An acknowledged write survives {@code kill -9} at any moment, and no unit survives by half. */
package io.talus.product.kill;
