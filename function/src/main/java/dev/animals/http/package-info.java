/**
 * The HTTP interface of the service. Only this package depends on servlets, Spring MVC
 * and HTTP headers. Bodies are read as bytes, because the endpoint of Spring Cloud
 * Function reads them as strings and would corrupt photos.
 */
@NullMarked
package dev.animals.http;

import org.jspecify.annotations.NullMarked;
