/** Data that is larger than memory is served within the memory budget. */
package io.talus.product.big;
