import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter, Link, Route, Routes } from 'react-router-dom';
import { atom, createStore, Provider, useAtomValue, useSetAtom } from '../../../src/lib/store.ts';

/** The least that a page of React, router and jotai can be: what `npm run bench -- phone` is told against. No styles, no picture, no data. */
const pressedAtom = atom(0);

function Home() {
  const pressed = useAtomValue(pressedAtom);
  const setPressed = useSetAtom(pressedAtom);
  const [words, setWords] = useState('');
  return (
    <main>
      <h1>Trang tham chiếu</h1>
      <p>
        Chỉ có React, bộ định tuyến và jotai, không có gì khác ngoài đoạn chữ này, để đo mức sàn của một
        trang.
      </p>
      <button type="button" onClick={() => setPressed(pressed + 1)}>
        Đã bấm {pressed} lần
      </button>
      <input aria-label="Gõ ở đây" value={words} onChange={(event) => setWords(event.target.value)} />
      <p>{words}</p>
      <Link to="/khac">Trang khác</Link>
    </main>
  );
}

const element = document.getElementById('app');
if (!element) throw new Error('The page has no element with the id "app".');
createRoot(element).render(
  <Provider store={createStore()}>
    <BrowserRouter>
      <Routes>
        <Route path="*" element={<Home />} />
      </Routes>
    </BrowserRouter>
  </Provider>,
);
