/** Images are fitted into a square of this side. */
export const imageSide = 32;

/** Red, green and blue. */
export const imageColors = 3;

/** Bytes of one decoded image. */
export const imageBytes = imageSide ** 2 * imageColors;
