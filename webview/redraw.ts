import { roomIn } from './element.ts';

/**
 * Draws a page of figures when they have changed, and again when its room has: whoever reads it is left alone otherwise,
 * for what is drawn anew loses a screen reader's place.
 * @param draw puts into the place what is to be seen of a state in a room of so many pixels.
 */
export class Redraw<State> {
  #state: State | null = null;
  #drawn = '';

  constructor(
    private readonly place: HTMLElement,
    private readonly draw: (state: State, width: number) => void,
  ) {
    new ResizeObserver(() => this.#update()).observe(place);
  }

  show(state: State): void {
    this.#state = state;
    this.#update();
  }

  #update(): void {
    const width = Math.floor(roomIn(this.place).width);
    const drawn = JSON.stringify([this.#state, width]);
    if (this.#state === null || width <= 0 || drawn === this.#drawn) return;
    this.#drawn = drawn;
    this.draw(this.#state, width);
  }
}
