/** Passwords of tables, and what an application may rely on in a cluster. */
package io.talus.product.tables;
