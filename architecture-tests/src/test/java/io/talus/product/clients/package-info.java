/** The clients that applications use: everything they do every day works as with Redis. */
package io.talus.product.clients;
