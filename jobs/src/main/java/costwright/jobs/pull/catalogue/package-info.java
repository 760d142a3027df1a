/**
 * The catalogue that comes with the program: types of machine, on-demand prices and commitment rates of AWS and Azure.
 *
 * <p>Nothing comes in; schema records with the source and day of each quote go out. No network is used: what is not in
 * the catalogue is unknown, and newer prices that were imported or pulled count before it. Start reading at
 * {@link costwright.jobs.pull.catalogue.BundledCatalogue}; where the figures are from is told in the README.md beside
 * the resources.
 */
@NullMarked
package costwright.jobs.pull.catalogue;

import org.jspecify.annotations.NullMarked;
