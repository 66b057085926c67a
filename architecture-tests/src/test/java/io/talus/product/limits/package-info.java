/** What a node does when there are too many clients, too slow ones, or none that may come in. */
package io.talus.product.limits;
