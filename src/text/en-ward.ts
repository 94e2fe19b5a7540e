import type { WardText } from './vi-ward.ts';

/** The English of vi-ward.ts. */
export const wardText = {
  name: 'Choose a ward',
  heading: 'Which ward police do you want?',
  byPlace: 'Find it by my location',
  placeNotice:
    'Your location is sensitive personal data. It is used only to find the right ward and to help you.',
  locating: 'Finding your location…',
  inside: (unit) => `You are in the area of ${unit}.`,
  nearBorder: 'You are near a ward border. Please choose one:',
  outside:
    'Your location is outside the area served here. Please choose a ward from the list; in an emergency call 113.',
  imprecise: 'The location is not accurate enough. Please choose a ward from the list.',
  declined: 'You have not allowed access to your location. Please choose a ward from the list.',
  unavailable: 'Your location could not be found. Please choose a ward from the list.',
  search: 'Name of the ward',
  searchHint: 'Without accents is fine',
  list: 'Ward police',
  found: (count) => (count === 1 ? '1 unit.' : `${count} units.`),
  none: (query) => `No ward is called “${query}”. Please try another name.`,
  current: 'chosen',
  chooseThis: (unit) => `Choose ${unit}`,
  failed: 'The list of wards could not load.',
} satisfies WardText;
