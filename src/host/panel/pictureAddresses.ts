/**
 * Addresses of pictures for a page. A page keeps the pictures it has loaded by their addresses, so these are others after
 * each reading of the data: a picture that has changed on disk is then seen as it is now.
 */
export class PictureAddresses {
  #reading: object | null = null;
  #readings = 0;

  /** @param addressOf the page's address of a file, without a query. */
  constructor(private readonly addressOf: (path: string) => string) {}

  /** @param reading what was read of the data the last time: the same object until it is read again. */
  of(path: string, reading: object): string {
    if (reading !== this.#reading) {
      this.#reading = reading;
      this.#readings++;
    }
    return `${this.addressOf(path)}?reading=${this.#readings}`;
  }
}
